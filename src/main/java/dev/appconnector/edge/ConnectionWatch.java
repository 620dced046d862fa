package dev.appconnector.edge;

import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ProblemJson;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Watches one connection: refuses a request whose end a proxy in front could see elsewhere, or that there is no room for, with
 * all that follows it, and hangs up on a caller who says nothing for too long while no answer is awaited or under way. On the
 * connection's event loop alone.
 */
final class ConnectionWatch extends IdleStateHandler {

    private final CallersPace pace;
    private final Load load;
    private int unanswered;
    private int begun;
    private long body;
    private long coming;
    private long held;
    private boolean refused;

    ConnectionWatch(Duration silence, CallersPace pace, Load load) {
        super(silence.toMillis(), 0, 0, TimeUnit.MILLISECONDS);
        this.pace = pace;
        this.load = load;
    }

    /** There is no room for a request. */
    static final class Overloaded extends Exception {

        private static final long serialVersionUID = 1;

        private Overloaded() {
            super("There is no room for this request.", null, false, false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            pace.requestBegan();
            if (request.decoderResult().isSuccess() && !hasOneEnd(request)) {
                request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("Transfer-Encoding")));
            }
            begin(request);
            if (request.decoderResult().isFailure()) {
                refused = true;
                // The answer takes its version from here, and the caller may have made one up.
                request.setProtocolVersion(HttpVersion.HTTP_1_1);
            } else if (request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
                // The decoder takes the first of two lengths there: one request a connection leaves no room for
                // another.
                request.headers().remove(HttpHeaderNames.CONNECTION);
            }
        }
        if (message instanceof HttpContent content && !hasRoom(content)) {
            refused = true;
            ReferenceCountUtil.release(message);
            refuse(context);
            return;
        }
        if (message instanceof LastHttpContent) {
            unanswered++;
            held += coming;
            coming = 0;
            pace.requestEnded();
        }
        super.channelRead(context, message);
    }

    private void begin(HttpRequest request) {
        body = 0;
        if (request.decoderResult().isSuccess()) {
            if (load.begin()) {
                begun++;
            } else {
                request.setDecoderResult(DecoderResult.failure(new Overloaded()));
            }
        }
    }

    /** What is answered before it has all come is not kept. */
    private boolean hasRoom(HttpContent content) {
        int octets = content.content().readableBytes();
        body += octets;
        if (body <= Load.SMALL || unanswered < 0) {
            return true;
        }
        if (!load.hold(octets, coming)) {
            return false;
        }
        coming += octets;
        return true;
    }

    /** In the middle of a body there is no request left that could be answered in the usual way. */
    private void refuse(ChannelHandlerContext context) {
        if (unanswered > 0) {
            context.close();
            return;
        }
        byte[] problem = ProblemJson.of(HttpEdge.OVERLOADED);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.SERVICE_UNAVAILABLE, Unpooled.wrappedBuffer(problem));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, ProblemJson.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, problem.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.RETRY_AFTER, ApiAnswer.RETRY_AFTER_SECONDS);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    /** RFC 9112, 6.1: a coding that is not known, or that HTTP/1.0 does not know, leaves the body's end open. */
    private static boolean hasOneEnd(HttpRequest request) {
        if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            return request.protocolVersion().equals(HttpVersion.HTTP_1_0)
                    && !request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
        }
        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.isEmpty()
                || codings.size() == 1 && codings.get(0).strip().equalsIgnoreCase("chunked");
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        boolean interim = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof LastHttpContent && !interim) {
            unanswered--;
            answered();
        }
        super.write(context, message, promise);
    }

    private void answered() {
        if (begun > 0) {
            begun--;
            load.ended(1);
        }
        if (unanswered <= 0) {
            load.release(held);
            held = 0;
        }
        if (unanswered < 0) {
            load.release(coming);
            coming = 0;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        load.ended(begun);
        load.release(held + coming);
        begun = 0;
        held = 0;
        coming = 0;
        super.channelInactive(context);
    }

    @Override
    protected void channelIdle(ChannelHandlerContext context, IdleStateEvent silence) {
        if (unanswered <= 0 && !pace.isAnswering()) {
            context.close();
        }
    }
}
