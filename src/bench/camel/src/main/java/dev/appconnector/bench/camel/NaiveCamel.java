package dev.appconnector.bench.camel;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** A passthrough as tutorials have it: {@code bridgeEndpoint}, every other thing left as it comes. {@code NaiveCamel <port> <target>} */
public final class NaiveCamel {

    private NaiveCamel() {}

    public static void main(String[] arguments) throws Exception {
        String target = arguments[1];
        Main main = Listening.on(arguments[0]);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/?matchOnUriPrefix=true")
                        .setHeader("Authorization", constant(Listening.CREDENTIAL))
                        .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                        .toD(target + "?bridgeEndpoint=true&throwExceptionOnFailure=false");
            }
        });
        main.run();
    }
}
