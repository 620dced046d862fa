/** A caller's {@code Idempotency-Key}: the first run with it is carried out, and whoever repeats it gets its answer again. */
package dev.appconnector.run.idempotency;
