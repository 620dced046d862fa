package dev.appconnector.web;

import dev.appconnector.json.StrictJson;
import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** A list in pages: how many items a caller wants, and the answer that says where the next page begins. */
public final class Paging {

    private static final String LIMIT = "limit";
    private static final int DEFAULT_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 200;

    private Paging() {}

    /**
     * Remembers the limit that a query names; a statement selects one row more than that, to see whether there is more.
     *
     * @param limit null where the query names none
     * @throws Problem {@code malformed-request}
     */
    public static int carriedBy(Exchange exchange, String limit) {
        int most = limit(limit);
        exchange.setVariable(LIMIT, most);
        return most;
    }

    private static int limit(String wanted) {
        if (wanted == null) {
            return DEFAULT_LIMIT;
        }
        if (!wanted.matches("[0-9]{1,3}") || Integer.parseInt(wanted) < 1 || Integer.parseInt(wanted) > HIGHEST_LIMIT) {
            String detail = "limit is 1 to " + HIGHEST_LIMIT + ".";
            throw new Problem(Problem.Type.MALFORMED_REQUEST, detail, List.of(new FieldError("", detail)));
        }
        return Integer.parseInt(wanted);
    }

    /**
     * Answers with a page.
     *
     * @param selected at most one item more than the page has
     * @param cursor of the last item of a page that is not the last
     */
    public static <T> void answer(Exchange exchange, List<T> selected, Function<T, String> cursor) {
        int limit = exchange.getVariable(LIMIT, Integer.class);
        boolean more = selected.size() > limit;
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("items", more ? selected.subList(0, limit) : selected);
        list.put("next", more ? cursor.apply(selected.get(limit - 1)) : null);
        ApiAnswer.json(exchange, 200, StrictJson.write(list));
    }
}
