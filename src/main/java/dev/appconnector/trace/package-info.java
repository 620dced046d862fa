/** Spans of runs for a collector of OpenTelemetry: nothing here is loaded unless the operator names one. */
package dev.appconnector.trace;
