package dev.appconnector.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import java.util.concurrent.TimeUnit;

/**
 * Hangs up on a caller who sends a request drop by drop, or does not take an answer: both hold what others need. Between the
 * wire, or the TLS on it, and the decoder of one connection, and on its event loop alone. A request or answer that goes through at once costs no
 * timer.
 */
final class CallersPace extends ChannelDuplexHandler {

    /** In what part of its time a transfer is looked at. */
    private static final int LOOKS = 4;

    private final Patience patience;
    private final Transfer request = new Transfer();
    private final Transfer answer = new Transfer();
    private long written;
    private boolean looking;

    CallersPace(Patience patience) {
        this.patience = patience;
    }

    /** One direction of the connection. */
    private static final class Transfer {

        private boolean underWay;
        private long since;
        private long bytes;

        private void begin() {
            if (!underWay) {
                underWay = true;
                since = System.nanoTime();
                bytes = 0;
            }
        }
    }

    /** The head of a request has come, perhaps together with the end of the one before. */
    void requestBegan() {
        request.begin();
    }

    void requestEnded() {
        request.underWay = false;
    }

    /** Whether there is something of an answer left for the caller to take. */
    boolean isAnswering() {
        return answer.underWay;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf octets) {
            request.begin();
            request.bytes += octets.readableBytes();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.fireChannelReadComplete();
        if (request.underWay) {
            lookLater(context);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        // With nothing left of the answer before, this is another one.
        answer.underWay &= left(context) > 0;
        if (message instanceof ByteBuf octets) {
            written += octets.readableBytes();
        }
        context.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        context.flush();
        long left = left(context);
        if (left > 0 && !answer.underWay) {
            // What the system takes at once says nothing of the caller.
            answer.begin();
            written = left;
            lookLater(context);
        }
    }

    private static long left(ChannelHandlerContext context) {
        ChannelOutboundBuffer waiting = context.channel().unsafe().outboundBuffer();
        return waiting == null ? 0 : Math.max(0, waiting.totalPendingWriteBytes() - waiting.currentProgress());
    }

    private void lookLater(ChannelHandlerContext context) {
        if (!looking) {
            looking = true;
            context.executor()
                    .schedule(() -> look(context), patience.transfer().toNanos() / LOOKS, TimeUnit.NANOSECONDS);
        }
    }

    private void look(ChannelHandlerContext context) {
        looking = false;
        long now = System.nanoTime();
        if (!context.channel().config().isAutoRead()) {
            // It is we who do not read.
            request.since = now;
        }
        long left = left(context);
        answer.underWay &= left > 0;
        answer.bytes = written - left;
        if (isTooSlow(request, now) || isTooSlow(answer, now)) {
            // By the wire itself: TLS would say goodbye first, and wait until that is taken.
            context.pipeline().firstContext().close();
        } else if (context.channel().isActive() && (request.underWay || answer.underWay)) {
            lookLater(context);
        }
    }

    private boolean isTooSlow(Transfer transfer, long now) {
        return transfer.underWay && patience.isOver(now - transfer.since, transfer.bytes);
    }
}
