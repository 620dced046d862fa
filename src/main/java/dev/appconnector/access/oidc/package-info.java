/** Callers who bring a token of the operator's OIDC issuer: its keys, its tokens, and what their claims allow. */
package dev.appconnector.access.oidc;
