package dev.appconnector.answer;

/**
 * An answer's body that shows no secret.
 *
 * @param body the very array that was searched where nothing was found, else a masked copy
 * @param hits how many places were masked
 */
public record ScrubResult(byte[] body, int hits) {}
