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
 * @param after the cursor that the page before gave; null for the first page
 * @param limit the most items that it holds, 1 to 200; 50 where the caller does not say
 */
public record Page(String after, int limit) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 200;

    /**
     * What the parameters {@code limit} and {@code after} say.
     *
     * @throws Problem {@code malformed-request} where one of them is none
     */
    public static Page of(Map<String, String> query) {
        return new Page(query.get("after"), limit(query.get("limit")));
    }

    /**
     * The cursor of a list that goes on behind an item's id; null for the first page.
     *
     * @throws Problem {@code malformed-request} where it is no cursor of ours
     */
    public UUID afterId() {
        if (after == null) {
            return null;
        }
        try {
            UUID id = UUID.fromString(after);
            if (id.toString().equals(after)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Falls through: what is no id is no cursor of ours.
        }
        throw noCursor();
    }

    /** What a cursor gets that no page gave. */
    public static Problem noCursor() {
        return malformed("after is what \"next\" was in the page before.");
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

    /** The answer: as many of the selected items as the page holds, and where the next one begins: behind the last id. */
    public Map<String, Object> of(List<Map<String, Object>> selected) {
        return of(selected, "id");
    }

    /** @param cursor the member of an item that the next page begins behind */
    public Map<String, Object> of(List<Map<String, Object>> selected, String cursor) {
        boolean more = selected.size() > limit;
        List<Map<String, Object>> items = more ? selected.subList(0, limit) : selected;
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("items", items);
        list.put("next", more ? items.get(limit - 1).get(cursor).toString() : null);
        return list;
    }

    /** Those of the selected ids that the page holds. */
    public List<UUID> held(List<UUID> selected) {
        return selected.size() > limit ? selected.subList(0, limit) : selected;
    }

    /**
     * The answer where the ids were selected before what is shown of them.
     *
     * @param items may lack some of the ids, which are gone since
     */
    public Map<String, Object> of(List<UUID> selected, List<Map<String, Object>> items) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("items", items);
        list.put("next", selected.size() > limit ? selected.get(limit - 1).toString() : null);
        return list;
    }
}
