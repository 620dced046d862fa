/** What a connector's domain may be: D1 to D9. */
package dev.appconnector.egress.domain;
