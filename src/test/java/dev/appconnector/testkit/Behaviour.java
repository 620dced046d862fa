package dev.appconnector.testkit;

import java.io.IOException;

/**
 * What a {@link FakeTarget} does with one request: an {@link Answer}, or a lambda that writes to the wire itself. The
 * connection stays open afterwards unless the behaviour closed it. An exception ends the connection.
 */
@FunctionalInterface
public interface Behaviour {

    void answer(Recorded request, Connection connection) throws IOException;
}
