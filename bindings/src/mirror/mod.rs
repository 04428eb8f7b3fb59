//! Mirrors of core's types: what the shells see. A mirror that drifts from the core does not compile.

mod command;
mod route;
mod screen;
