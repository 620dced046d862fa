package dev.appconnector.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
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
 * Watches one connection: refuses a request whose end a proxy in front could see elsewhere, with all that follows it, and
 * hangs up on a caller who says nothing for too long while no answer is awaited or under way. On the connection's event loop
 * alone.
 */
final class ConnectionWatch extends IdleStateHandler {

    private final CallersPace pace;
    private int unanswered;
    private boolean refused;

    ConnectionWatch(Duration silence, CallersPace pace) {
        super(silence.toMillis(), 0, 0, TimeUnit.MILLISECONDS);
        this.pace = pace;
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
        if (message instanceof LastHttpContent) {
            unanswered++;
            pace.requestEnded();
        }
        super.channelRead(context, message);
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
        }
        super.write(context, message, promise);
    }

    @Override
    protected void channelIdle(ChannelHandlerContext context, IdleStateEvent silence) {
        if (unanswered <= 0 && !pace.isAnswering()) {
            context.close();
        }
    }
}
