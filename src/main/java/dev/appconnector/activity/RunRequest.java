package dev.appconnector.activity;

/** What a caller asks to be run: an activity of their own making, or a saved one. */
public sealed interface RunRequest permits ServerActivity, SavedRequest {}
