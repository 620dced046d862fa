/** API keys: made, kept by their hash, known at once, ended. */
package dev.appconnector.access.key;
