typedef int sandbox_is_empty;
