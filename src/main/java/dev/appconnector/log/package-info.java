/** How lines of the log are written, and which of them belong to a run. */
package dev.appconnector.log;
