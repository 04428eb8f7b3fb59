//! What must hold before content is built in.
