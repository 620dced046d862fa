package dev.appconnector.page;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The icons that the page shows in one file, of which each is used by its name: far smaller than the font of them all. */
final class IconSprite {

    static final String NAME = "icons.svg";

    private static final Pattern ICON = Pattern.compile("<svg[^>]* viewBox=\"([^\"]+)\">(.*)</svg>", Pattern.DOTALL);

    private IconSprite() {}

    static byte[] of(List<String> names) {
        StringBuilder sprite = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\">\n");
        for (String name : names) {
            String file = new String(Library.ICONS.read("icons/" + name + ".svg"), StandardCharsets.UTF_8).strip();
            Matcher icon = ICON.matcher(file);
            if (!icon.matches()) {
                throw new IllegalStateException("The icon " + name + " is not as the others are: see to IconSprite.");
            }
            sprite.append("<symbol id=\"%s\" viewBox=\"%s\">%s</symbol>%n"
                    .formatted(name, icon.group(1), icon.group(2).strip()));
        }
        return sprite.append("</svg>\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
