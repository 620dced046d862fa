package dev.appconnector.bench.contender;

import dev.appconnector.bench.load.Call;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Function;

/**
 * One way to the target.
 *
 * @param program what is counted as its CPU and memory
 * @param calls   how it is called; made anew for each round, since a token ends
 */
public record Contender(String name, Program program, Function<Size, Call> calls) {

    /** One that is called as the target would be, and adds the credential. */
    static Contender passthrough(String name, Program program, URI address) {
        return new Contender(name, program, size -> call(address, size, Map.of()));
    }

    static Call call(URI address, Size size, Map<String, String> headers) {
        return new Call(address.resolve(size.path()), headers, Size.request());
    }

    /** Whether it gets faster as it runs, for half a minute. */
    public boolean compilesAsItRuns() {
        return !name.equals(Contenders.TARGET) && !name.equals(Contenders.NGINX);
    }

    public Call call(Size size) {
        return calls.apply(size);
    }

    /** Looks whether the target's answer comes back, which it gives to its credential alone. */
    public void check(Size size) throws IOException, InterruptedException {
        HttpResponse<String> answer = call(size).once();
        if (answer.statusCode() != 200 || !answer.body().contains(size.answer()))
            throw new IOException("%s does not give the target's answer of %s but %d and %s"
                    .formatted(name, size.label(), answer.statusCode(), start(answer.body())));
    }

    private static String start(String text) {
        return text.substring(0, Math.min(text.length(), 500));
    }
}
