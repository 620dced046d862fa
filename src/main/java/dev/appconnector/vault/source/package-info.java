/** Secrets that stay outside of the database: where each stands, which places the operator permits, and how they are read. */
package dev.appconnector.vault.source;
