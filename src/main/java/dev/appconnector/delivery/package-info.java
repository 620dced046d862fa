/** Runs that nobody waits for: kept before they are promised, claimed, carried out, tried again, settled, cancelled, run again. */
package dev.appconnector.delivery;
