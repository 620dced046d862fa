package dev.appconnector.egress;

import dev.appconnector.problem.Problem;
import java.util.List;

/** The methods that a call may use; every other one, and every other spelling, is refused. */
public enum RequestMethod {
    GET,
    HEAD,
    POST,
    PUT,
    PATCH,
    DELETE,
    OPTIONS;

    private static final List<RequestMethod> ALL = List.of(values());

    /**
     * The method of exactly this name: methods are case-sensitive (rule M1).
     *
     * @throws Problem {@code method-refused}, which does not repeat the text
     */
    public static RequestMethod of(String text) {
        for (RequestMethod method : ALL) {
            if (method.name().equals(text)) {
                return method;
            }
        }
        String detail =
                "Rule M1: the method is none of GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS. Use one of them, "
                        + "in upper case.";
        throw new Problem(Problem.Type.METHOD_REFUSED, detail, List.of(new Problem.FieldError("/method", detail)));
    }

    /** Whether a body is sent along where the activity has one. */
    public boolean mayHaveBody() {
        return this != HEAD && this != OPTIONS;
    }
}
