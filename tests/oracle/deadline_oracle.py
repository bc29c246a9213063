"""The deadline rules a second time, from the text of the rules, sharing nothing with the program but the data file.

Time is Viet Nam's, as (day, milliseconds of the day); day is a datetime.date. The office works 08:00-12:00 and
13:00-17:00. There are two readings of every rule: `walk_*` goes day by day and minute by minute, as one would on paper;
`due` looks up the same days and minutes in lists made by such a walk, which is fast enough for a million cases. A test
holds the two against each other.
"""
import bisect
import datetime

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY_MINUTES = 24 * 60
FIRST = datetime.date(2024, 1, 1)
LAST = datetime.date(2085, 1, 1)  # the longest term ends before
UNITS = ("workhours", "workdays", "days")
OPENINGS = (8 * HOUR, 13 * HOUR)


def is_open_minute(minute):
    """Whether the minute of a working day that starts at `minute` is office time."""
    return 8 * 60 <= minute < 12 * 60 or 13 * 60 <= minute < 17 * 60


def read_exceptions(path, leave_out=None):
    """{day: works} of the data file; `leave_out` is a day whose row is passed over."""
    exceptions = {}
    with open(path, encoding="utf-8") as rows:
        for row in rows:
            if row.startswith("#"):
                continue
            day, kind = row.split("\t")[:2]
            day = datetime.date.fromisoformat(day)
            if day != leave_out:
                exceptions[day] = {"holiday": False, "lieu": False, "make-up": True}[kind]
    return exceptions


class Oracle:
    def __init__(self, path, leave_out=None):
        self.exceptions = read_exceptions(path, leave_out)
        self.days = []  # ordinals of working days
        day = FIRST
        while day < LAST:
            if self.works(day):
                self.days.append(day.toordinal())
            day += datetime.timedelta(days=1)
        self.minutes = [m for m in range(DAY_MINUTES) if is_open_minute(m)]

    def works(self, day):
        if day in self.exceptions:
            return self.exceptions[day]
        return day.isoweekday() <= 5

    # ---- on paper ----

    def is_open(self, day, ms):
        return self.works(day) and is_open_minute(ms // MINUTE)

    def walk_start(self, day, ms):
        """The instant itself if the office is open, else the next minute in which it is."""
        while not self.is_open(day, ms):
            day, ms = self.next_minute(day, ms)
        return day, ms

    @staticmethod
    def next_minute(day, ms):
        minute = ms // MINUTE + 1
        if minute == DAY_MINUTES:
            return day + datetime.timedelta(days=1), 0
        return day, minute * MINUTE

    def walk_time(self, day, ms, left):
        """The instant at which `left` ms of office time have passed; left > 0."""
        while True:
            if self.is_open(day, ms):
                here = MINUTE - ms % MINUTE
                if left <= here:
                    ms += left
                    return day, ms
                left -= here
            day, ms = self.next_minute(day, ms)

    def walk_workdays(self, day, n):
        while n > 0:
            day += datetime.timedelta(days=1)
            n -= self.works(day)
        return day

    def walk_due(self, day, ms, milli, unit):
        day, ms = self.walk_start(day, ms)
        if unit == "workhours":
            return self.walk_time(day, ms, milli * HOUR // 1000)
        whole, part = divmod(milli, 1000)
        if unit == "workdays":
            day = self.walk_workdays(day, whole)
        else:
            day += datetime.timedelta(days=whole)
            if not self.works(day):
                return self.walk_workdays(day, 1), ms
        return self.walk_time(day, ms, part * 8 * HOUR // 1000) if part else (day, ms)

    def walk_left(self, begin, end):
        """Milliseconds of office time from `begin` to `end`, minute by minute; both (day, ms)."""
        left, (day, ms) = 0, begin
        while (day, ms) < end:
            after = self.next_minute(day, ms)
            if self.is_open(day, ms):
                left += (min(after, end)[1] if min(after, end)[0] == day else 24 * HOUR) - ms
            day, ms = after
        return left

    def walk_resume(self, due, paused, resumed):
        """What was left at `paused` is left at `resumed`; what had passed, or a pause in which nobody works, changes nothing."""
        if paused >= due or self.walk_left(paused, resumed) == 0:
            return due
        left = self.walk_left(paused, due)
        after = self.walk_start(*resumed)
        if left:
            after = self.walk_time(*after, left)
        return self.walk_start(*after) if due[1] in OPENINGS else after

    def walk_replay(self, day, ms, milli, unit, turns):
        due = self.walk_due(day, ms, milli, unit)
        for kind, begin, end in turns:
            if kind == "pause":
                due = self.walk_resume(due, begin, end)
            elif kind == "restart":
                due = self.walk_due(*end, milli, unit)
            else:
                due = end
        return due

    # ---- from lists ----

    # The k-th minute of office time is minute k % n of working day k // n, n minutes to a day.

    def fast_start(self, ordinal, ms):
        """(ordinal, ms) of the start and the number of its minute."""
        n = len(self.minutes)
        i, k = bisect.bisect_left(self.days, ordinal), 0
        if self.days[i] == ordinal:
            k = bisect.bisect_left(self.minutes, ms // MINUTE)
            if k < n and self.minutes[k] == ms // MINUTE:
                return ordinal, ms, i * n + k
        minute = i * n + k  # of the next day if k is n
        return self.days[minute // n], self.minutes[minute % n] * MINUTE, minute

    def fast_time(self, minute, ms, left):
        """`minute` is the number of the open minute in which ms lies."""
        steps, rest = divmod(ms % MINUTE + left - 1, MINUTE)
        day, k = divmod(minute + steps, len(self.minutes))
        return self.days[day], self.minutes[k] * MINUTE + rest + 1

    def fast_workdays(self, ordinal, n):
        return self.days[bisect.bisect_right(self.days, ordinal) + n - 1] if n else ordinal

    def worked(self, day, ms):
        """Milliseconds of office time before the instant, since the first day."""
        ordinal, minute = day.toordinal(), ms // MINUTE
        i = bisect.bisect_left(self.days, ordinal)
        whole = i * len(self.minutes) * MINUTE
        if i == len(self.days) or self.days[i] != ordinal:
            return whole
        k = bisect.bisect_left(self.minutes, minute)
        part = ms % MINUTE if k < len(self.minutes) and self.minutes[k] == minute else 0
        return whole + k * MINUTE + part

    def resume(self, due, paused, resumed):
        if paused >= due or self.worked(*resumed) == self.worked(*paused):
            return due
        left = self.worked(*due) - self.worked(*paused)
        ordinal, ms, minute = self.fast_start(resumed[0].toordinal(), resumed[1])
        if left:
            ordinal, ms = self.fast_time(minute, ms, left)
        if due[1] in OPENINGS:
            ordinal, ms, _ = self.fast_start(ordinal, ms)
        return datetime.date.fromordinal(ordinal), ms

    def replay(self, day, ms, milli, unit, turns):
        """(ordinal, ms of the day) of the due instant after the turns: ("pause"|"restart", begin, end) or ("extend", None, due)."""
        ordinal, ms = self.due(day, ms, milli, unit)
        due = (datetime.date.fromordinal(ordinal), ms)
        for kind, begin, end in turns:
            if kind == "pause":
                due = self.resume(due, begin, end)
            elif kind == "restart":
                ordinal, ms = self.due(*end, milli, unit)
                due = (datetime.date.fromordinal(ordinal), ms)
            else:
                due = end
        return due[0].toordinal(), due[1]

    def edited(self, edits):
        """The same with some days worked or not: {day: works}."""
        other = object.__new__(Oracle)
        other.exceptions, other.minutes, other.days = self.exceptions | edits, self.minutes, self.days
        changed = [(day.toordinal(), works) for day, works in edits.items() if self.works(day) != works]
        if changed:
            other.days = list(self.days)
        for ordinal, works in changed:
            i = bisect.bisect_left(other.days, ordinal)
            if works:
                other.days.insert(i, ordinal)
            else:
                del other.days[i]
        return other

    def due(self, day, ms, milli, unit):
        """(ordinal, ms of the day) of the due instant."""
        ordinal, ms, i = self.fast_start(day.toordinal(), ms)
        if unit == "workhours":
            return self.fast_time(i, ms, milli * HOUR // 1000)
        whole, part = divmod(milli, 1000)
        if unit == "workdays":
            ordinal = self.fast_workdays(ordinal, whole)
        else:
            ordinal += whole
            if not self.works(datetime.date.fromordinal(ordinal)):
                return self.fast_workdays(ordinal, 1), ms
        if not part:
            return ordinal, ms
        _, ms, i = self.fast_start(ordinal, ms)
        return self.fast_time(i, ms, part * 8 * HOUR // 1000)


def text_of(ordinal, ms):
    day = datetime.date.fromordinal(ordinal)
    seconds, rest = divmod(ms, 1000)
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{day.isoformat()}T{clock}{f'.{rest:03d}' if rest else ''}+07:00"
