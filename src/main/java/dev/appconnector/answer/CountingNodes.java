package dev.appconnector.answer;

import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/**
 * Hands a JSONPath the nodes that it asks for, so many times and for so long at most: every step of every expression comes by
 * here, which is the one place where it can be stopped. For one answer.
 */
final class CountingNodes extends JacksonJsonNodeJsonProvider {

    private static final int MOST_STEPS = 1_000_000;
    private static final int STEPS_BETWEEN_LOOKS = 1_024;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long began = System.nanoTime();
    private int steps;

    /** Says that it goes no further. Not one of the library's own, which it would take for an answer. */
    static final class TooManySteps extends RuntimeException {
        private TooManySteps() {
            super("too many steps", null, false, false);
        }
    }

    private void step() {
        steps++;
        if (steps > MOST_STEPS || steps % STEPS_BETWEEN_LOOKS == 0 && System.nanoTime() - began > LONGEST_NANOS) {
            throw new TooManySteps();
        }
    }

    @Override
    public boolean isArray(Object node) {
        step();
        return super.isArray(node);
    }

    @Override
    public boolean isMap(Object node) {
        step();
        return super.isMap(node);
    }

    @Override
    public Object getArrayIndex(Object node, int index) {
        step();
        return super.getArrayIndex(node, index);
    }

    @Override
    public Object getMapValue(Object node, String key) {
        step();
        return super.getMapValue(node, key);
    }

    @Override
    public Collection<String> getPropertyKeys(Object node) {
        step();
        return super.getPropertyKeys(node);
    }

    @Override
    public int length(Object node) {
        step();
        return super.length(node);
    }

    @Override
    public Iterable<?> toIterable(Object node) {
        step();
        return super.toIterable(node);
    }

    @Override
    public void setArrayIndex(Object array, int index, Object value) {
        step();
        super.setArrayIndex(array, index, value);
    }
}
