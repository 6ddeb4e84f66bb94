// @ts-check
// Which kinds of work a lesson is offered. Pure.

/** A kind is closed from a day; columns that stand keep it. @param {{closed?: string}} kind @param {string} day of the lesson */
export const isOpen = (kind, day) => !kind.closed || day < kind.closed;
