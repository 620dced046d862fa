/** What this installation signs for callers, and believes when it comes back. */
package dev.appconnector.access.signed;
