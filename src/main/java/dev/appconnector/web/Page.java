package dev.appconnector.web;

import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which part of a list a caller wants. Immutable.
 *
 * @param after the id of the last item of the page before; null for the first page
 * @param limit the most items that it holds, 1 to 200; 50 where the caller does not say
 */
public record Page(UUID after, int limit) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 200;

    /**
     * What the parameters {@code limit} and {@code after} say.
     *
     * @throws Problem {@code malformed-request} where one of them is none
     */
    public static Page of(Map<String, String> query) {
        return new Page(after(query.get("after")), limit(query.get("limit")));
    }

    private static UUID after(String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            UUID id = UUID.fromString(cursor);
            if (id.toString().equals(cursor)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Falls through: what is no id is no cursor of ours.
        }
        throw malformed("after is what \"next\" was in the page before.");
    }

    private static int limit(String wanted) {
        if (wanted == null) {
            return DEFAULT_LIMIT;
        }
        if (!wanted.matches("[0-9]{1,3}") || Integer.parseInt(wanted) < 1 || Integer.parseInt(wanted) > HIGHEST_LIMIT) {
            throw malformed("limit is 1 to " + HIGHEST_LIMIT + ".");
        }
        return Integer.parseInt(wanted);
    }

    /** What is wrong with a query parameter. */
    public static Problem malformed(String detail) {
        return new Problem(Problem.Type.MALFORMED_REQUEST, detail, List.of(new FieldError("", detail)));
    }

    /** How many rows to select: one more than are shown tells whether another page follows. */
    public int rows() {
        return limit + 1;
    }

    /** The answer: as many of the selected items as the page holds, each with its {@code id}, and where the next one begins. */
    public Map<String, Object> of(List<Map<String, Object>> selected) {
        boolean more = selected.size() > limit;
        List<Map<String, Object>> items = more ? selected.subList(0, limit) : selected;
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("items", items);
        list.put("next", more ? items.get(limit - 1).get("id") : null);
        return list;
    }
}
