/** Answers in HTTP's own terms: problems, JSON and static files. */
package dev.appconnector.web;
