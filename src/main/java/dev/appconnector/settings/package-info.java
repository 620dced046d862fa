/** What an operator sets, read at the start: every fault at once. */
package dev.appconnector.settings;
