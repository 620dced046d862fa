package dev.appconnector.egress;

/** One header of a request or an answer, as it was written. */
public record HeaderField(String name, String value) {}
