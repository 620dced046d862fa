/** HTTP's own terms: what a request holds, and how answers and problems are written. */
package dev.appconnector.web;
