"""Paired rounds, their median and spread, and how they are printed."""

import dataclasses
import statistics
import sys


@dataclasses.dataclass
class Result:
    """One line of the table: what Skerry did in each round and, if there is one, what the peer did."""

    what: str
    unit: str
    skerry: list
    peer_name: str = ""
    peer: list = dataclasses.field(default_factory=list)
    # ">= 2" or "<= 1.2" for the ratio where there is a peer, "< 60" for our own figure; empty when
    # there is no budget.
    aim: str = ""
    note: str = ""

    @property
    def ratios(self):
        return [mine / theirs for mine, theirs in zip(self.skerry, self.peer)]

    @property
    def met(self):
        """Whether the aim holds for the median; None without an aim."""
        if not self.aim:
            return None
        relation, bound = self.aim.split()[:2]
        value = statistics.median(self.ratios if self.peer and relation != "<" else self.skerry)
        return {
            ">=": value >= float(bound), "<=": value <= float(bound), "<": value < float(bound),
        }[relation]

    def encoded(self):
        record = dataclasses.asdict(self)
        record["median"] = statistics.median(self.skerry)
        if self.peer:
            record["peer_median"] = statistics.median(self.peer)
            record["ratio_median"] = statistics.median(self.ratios)
            record["ratios"] = self.ratios
        record["met"] = self.met
        return record


def paired(rounds, mine, theirs, what=""):
    """Calls both once a round, in turns first, after one uncounted round; two lists of figures."""
    left, right = [], []
    mine()
    theirs()
    for number in range(rounds):
        say(f"{what}: round {number + 1} of {rounds}")
        if number % 2 == 0:
            left.append(mine())
            right.append(theirs())
        else:
            right.append(theirs())
            left.append(mine())
    return left, right


def say(text):
    print(text, file=sys.stderr, flush=True)


def figure(value):
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def spread(values):
    """The median, and least and greatest where there is more than one."""
    text = figure(statistics.median(values))
    if len(values) > 1:
        text += f" ({figure(min(values))}–{figure(max(values))})"
    return text


def table(results):
    """Everything as one table of Markdown."""
    rows = [["what", "unit", "Skerry", "beside", "ratio", "aim", "met"]]
    for result in results:
        rows.append([
            result.what, result.unit, spread(result.skerry),
            f"{result.peer_name} {spread(result.peer)}" if result.peer else result.peer_name,
            spread(result.ratios) + "×" if result.peer else "",
            result.aim.replace(">=", "≥").replace("<=", "≤"),
            {True: "yes", False: "NO", None: ""}[result.met],
        ])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths)]
        lines.append("| " + " | ".join(cells) + " |")
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    notes = [f"- {result.what}: {result.note}" for result in results if result.note]
    return "\n".join(lines + ([""] + notes if notes else []))
