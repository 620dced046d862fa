package dev.appconnector.access.oidc;

/** Why the issuer's keys could not be had, in words of ours for the log: nothing that the issuer sent is repeated. */
final class IssuerFault extends Exception {

    IssuerFault(String reason) {
        super(reason, null, false, false);
    }
}
