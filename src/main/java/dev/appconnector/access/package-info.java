/** Who calls, what proves it, and what it may do. */
package dev.appconnector.access;
