package dev.appconnector.bench.camel;

import io.vertx.core.VertxOptions;
import java.nio.ByteBuffer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpMethods;
import org.apache.camel.main.Main;

/**
 * The fastest passthrough that is still Camel's road: {@code platform-http}, the credential, {@code toD}, and an answer in
 * the one form that is written without a stream. {@code BareCamel <port> <target>}
 */
public final class BareCamel {

    /** More than the callers of any round, so that none waits for a thread or a connection: the defaults are 20. */
    private static final int PLACES = 64;

    private BareCamel() {}

    public static void main(String[] arguments) throws Exception {
        String target = arguments[1];
        Main main = Listening.on(arguments[0]);
        main.bind("vertxOptions", new VertxOptions().setWorkerPoolSize(PLACES));
        main.addInitialProperty("camel.component.http.connections-per-route", Integer.toString(PLACES));
        main.addInitialProperty("camel.component.http.max-total-connections", Integer.toString(PLACES));
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/?matchOnUriPrefix=true&httpMethodRestrict=POST")
                        .setVariable("path", header(Exchange.HTTP_PATH))
                        .removeHeaders("*")
                        .setHeader(Exchange.HTTP_METHOD, constant(HttpMethods.POST))
                        .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                        .setHeader("Authorization", constant(Listening.CREDENTIAL))
                        .toD(target + "${variable.path}?throwExceptionOnFailure=false")
                        .convertBodyTo(ByteBuffer.class);
            }
        });
        main.run();
    }
}
