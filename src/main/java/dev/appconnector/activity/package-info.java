/** What to send: a server activity, read from the caller's JSON. */
package dev.appconnector.activity;
