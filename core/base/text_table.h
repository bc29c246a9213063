/* text_table: the packed sentences, written by scripts/textpack at build. Sorted by key. */
#ifndef BASE_TEXT_TABLE_H
#define BASE_TEXT_TABLE_H

struct text_entry {
    const char *key;
    const char *sentence[2]; /* by enum lang */
};
extern const struct text_entry text_entries[];
extern const int text_entry_count;

#endif
