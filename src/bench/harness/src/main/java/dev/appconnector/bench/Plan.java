package dev.appconnector.bench;

import java.time.Duration;
import java.util.List;

/**
 * How long everything takes.
 *
 * @param starts       of each contender
 * @param warmUp       of each, for what all are asked most; a JVM is in its stride after some 30 s
 * @param shortWarmUp  for each further kind of call, and for what compiles nothing
 * @param maxima       rounds of calling as often as possible, with the small answer
 * @param largeMaxima  the same with each larger one
 * @param fixedRates   rounds at each fixed rate
 * @param accepting    rounds of runs that nobody waits for
 * @param round        the length of each, in whole seconds
 * @param rates        in percent of what AppConnector can do at most
 * @param connections  of a waiting round
 * @param acceptingConnections of one of those that nobody waits for
 */
record Plan(
        int starts,
        Duration warmUp,
        Duration shortWarmUp,
        int maxima,
        int largeMaxima,
        int fixedRates,
        int accepting,
        Duration round,
        List<Integer> rates,
        int connections,
        int acceptingConnections) {

    private static final List<Integer> RATES = List.of(25, 50, 75);

    /** Some 15 minutes, after the build. */
    static Plan whole() {
        return new Plan(3, seconds(30), seconds(3), 5, 3, 3, 3, seconds(4), RATES, 32, 64);
    }

    /** Everything once and briefly, to see that it works; its figures mean nothing. */
    static Plan smoke() {
        return new Plan(1, seconds(2), seconds(1), 1, 1, 1, 1, seconds(2), RATES, 32, 64);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
