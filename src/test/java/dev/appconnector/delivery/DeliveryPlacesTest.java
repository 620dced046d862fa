package dev.appconnector.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One connector's deliveries never take what all others need. */
class DeliveryPlacesTest {

    private static final UUID ONE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);
    private static final UUID THIRD = new UUID(0, 3);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final DeliveryPlaces places = new DeliveryPlaces(64, clock);

    @Test
    void each_connector_gets_at_most_half_of_what_the_others_have_left() {
        assertEquals(32, places.takeUpTo(ONE, 100));
        assertEquals(16, places.takeUpTo(OTHER, 100));
        assertEquals(8, places.takeUpTo(THIRD, 100));
        assertTrue(places.areCrowdedBy(ONE));
    }

    @Test
    void a_place_that_is_given_back_can_be_taken_again() {
        places.takeUpTo(ONE, 100);
        places.giveBack(ONE, false);

        assertFalse(places.areCrowdedBy(ONE));
        assertTrue(places.take(ONE));
        assertFalse(places.take(ONE));
    }

    @Test
    void a_connector_whose_attempt_failed_is_tried_fifty_times_a_second() {
        places.take(ONE);
        places.giveBack(ONE, true);
        int tries = 0;
        while (places.take(ONE)) {
            places.giveBack(ONE, true);
            tries++;
        }

        assertEquals(49, tries);
        assertFalse(places.areCrowdedBy(ONE));
        clock.tick(Duration.ofSeconds(1));
        assertTrue(places.take(ONE));
    }

    @Test
    void one_answer_ends_the_pace_of_a_failing_connector() {
        for (int i = 0; i < 50; i++) {
            places.take(ONE);
            places.giveBack(ONE, i < 49);
        }

        assertEquals(32, places.takeUpTo(ONE, 100));
    }

    @Test
    void a_place_that_was_not_used_counts_as_no_try() {
        places.take(ONE);
        places.giveBack(ONE, true);
        for (int i = 0; i < 200; i++) {
            assertTrue(places.take(ONE));
            places.giveBack(ONE);
        }
    }
}
