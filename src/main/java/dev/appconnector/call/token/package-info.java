/** Access tokens of OAuth2 connectors: fetched once for all who wait, kept sealed for all nodes, renewed before they expire. */
package dev.appconnector.call.token;
