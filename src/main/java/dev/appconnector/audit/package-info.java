/** Who did what to what: entries that are linked so that none can be altered or removed unnoticed. */
package dev.appconnector.audit;
