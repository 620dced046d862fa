/** What of HTTP our ports understand, and how long a caller may take: before anybody asks who calls. */
package dev.appconnector.edge;
