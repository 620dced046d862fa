/** Runs the security cases, one a line of src/test/resources/security-cases, against a running program. */
package dev.appconnector.testkit.cases;
