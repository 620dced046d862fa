package dev.appconnector.answer;

import dev.appconnector.vault.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Masks the secrets of a call wherever its answer echoes them: as they are, in base64 or base64url, and each of these
 * percent-encoded or JSON-escaped (E1). Built once for a credential and used for all its calls; thread-safe. Whoever owns
 * it calls {@link #close()}, and from then on it refuses, since an answer that was not searched must not go out.
 */
public final class Scrubber implements AutoCloseable {

    private static final byte[] MASK = {'*', '*', '*'};
    /** What is shorter is likely to stand in an answer by chance: it counts only as a whole value (E4). */
    private static final int SHORTEST_WITHIN_TEXT = 8;

    private final List<SoughtText> texts;
    /** By first byte; null for most bytes, which makes a search fast. */
    private final SoughtText[][] startingWith = new SoughtText[256][];

    /** The bytes that a form of any text can start with. */
    private final boolean[] mayStart = new boolean[256];

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean erased;

    private Scrubber(List<SoughtText> texts) {
        this.texts = texts;
        for (SoughtText text : texts) {
            int first = text.first() & 0xFF;
            SoughtText[] known = startingWith[first] == null ? new SoughtText[0] : startingWith[first];
            startingWith[first] = Arrays.copyOf(known, known.length + 1);
            startingWith[first][known.length] = text;
            mayStart[first] = true;
        }
        mayStart['%'] = mayStart['\\'] = mayStart['+'] = true;
    }

    /**
     * The secrets stay the caller's. A secret that is sent joined to something else is given joined as well, or its base64
     * is not found: {@code user:password} and {@code clientId:clientSecret} next to the password alone.
     */
    public static Scrubber of(Collection<Secret> secrets) {
        List<SoughtText> texts = new ArrayList<>();
        for (Secret secret : secrets) {
            if (!secret.isEmpty()) {
                byte[] plain = secret.reveal();
                add(texts, Base64.getEncoder().encode(plain));
                add(texts, Base64.getEncoder().withoutPadding().encode(plain));
                add(texts, Base64.getUrlEncoder().encode(plain));
                add(texts, Base64.getUrlEncoder().withoutPadding().encode(plain));
                add(texts, plain);
            }
        }
        return new Scrubber(List.copyOf(texts));
    }

    private static void add(List<SoughtText> texts, byte[] text) {
        SoughtText more = new SoughtText(text);
        if (texts.stream().anyMatch(more::isSameAs)) {
            more.erase();
        } else {
            texts.add(more);
        }
    }

    /** Searches the raw bytes of a whole body. */
    public ScrubResult scrubBody(byte[] body) {
        return scrub(body, false);
    }

    /**
     * For a header's value, its name as it was received (before lower-casing), and the reason phrase.
     *
     * @return the very text that was searched where nothing was found
     */
    public String scrubHeader(String text) {
        if (isBelow(text, 0x80)) {
            return scrub(text, StandardCharsets.US_ASCII);
        }
        // UTF-8 may have been read as such, or byte by byte.
        boolean bytes = isBelow(text, 0x100);
        return scrub(bytes ? scrub(text, StandardCharsets.ISO_8859_1) : text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            erased = true;
            texts.forEach(SoughtText::erase);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private static boolean isBelow(String text, int bound) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= bound) {
                return false;
            }
        }
        return true;
    }

    private String scrub(String text, Charset charset) {
        ScrubResult result = scrub(text.getBytes(charset), true);
        return result.hits() == 0 ? text : new String(result.body(), charset);
    }

    private ScrubResult scrub(byte[] body, boolean isHeader) {
        lock.readLock().lock(); // a search that sees half-erased texts would find nothing
        try {
            if (erased) {
                throw new IllegalStateException("The secrets to search for were erased.");
            }
            return texts.isEmpty() ? new ScrubResult(body, 0) : search(body, isHeader);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Finds forms that overlap, too, and masks what they cover together. */
    private ScrubResult search(byte[] body, boolean isHeader) {
        ByteArrayOutputStream masked = null;
        int hits = 0;
        int maskedTo = 0;
        for (int at = 0; at < body.length; at++) {
            if (!mayStart[body[at] & 0xFF]) {
                continue;
            }
            int end = longestEnd(body, at, isHeader);
            if (end <= maskedTo) {
                continue;
            }
            if (masked == null) {
                masked = new ByteArrayOutputStream(body.length);
            }
            if (at >= maskedTo) {
                masked.write(body, maskedTo, at - maskedTo);
                masked.writeBytes(MASK);
                hits++;
            }
            maskedTo = end;
        }
        if (masked == null) {
            return new ScrubResult(body, 0);
        }
        masked.write(body, maskedTo, body.length - maskedTo);
        return new ScrubResult(masked.toByteArray(), hits);
    }

    private int longestEnd(byte[] body, int from, boolean isHeader) {
        int asItIs = body[from] & 0xFF;
        int decoded = SoughtText.firstByteFrom(body, from);
        int end = longestEnd(startingWith[asItIs], body, from, isHeader);
        return decoded == asItIs || decoded == SoughtText.NOT_HERE
                ? end
                : Math.max(end, longestEnd(startingWith[decoded], body, from, isHeader));
    }

    private static int longestEnd(SoughtText[] candidates, byte[] body, int from, boolean isHeader) {
        int longest = SoughtText.NOT_HERE;
        if (candidates == null) {
            return longest;
        }
        for (SoughtText text : candidates) {
            int end = text.endAt(body, from);
            if (end > longest && (end - from >= SHORTEST_WITHIN_TEXT || isWholeValue(body, from, end, isHeader))) {
                longest = end;
            }
        }
        return longest;
    }

    private static boolean isWholeValue(byte[] body, int from, int end, boolean isHeader) {
        if (isHeader && from == 0 && end == body.length) {
            return true;
        }
        boolean quoted = from > 0 && body[from - 1] == '"' && end < body.length && body[end] == '"';
        return quoted && (from == 1 || body[from - 2] != '\\');
    }
}
