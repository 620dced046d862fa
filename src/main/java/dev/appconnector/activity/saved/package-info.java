/** Saved activities: made, kept, changed and deleted, named by scopes, and made into what a run of one sends. */
package dev.appconnector.activity.saved;
