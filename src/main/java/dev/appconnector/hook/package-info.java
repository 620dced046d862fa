/** Hooks: routes of an integrator's that change a run before its call, or its answer after it, and never meet the credential. */
package dev.appconnector.hook;
