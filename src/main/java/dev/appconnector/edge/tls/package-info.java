/** The certificate that our port shows: read, checked, and taken anew when its files change. */
package dev.appconnector.edge.tls;
