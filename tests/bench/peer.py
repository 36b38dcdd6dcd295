"""Runs another extractor over texts, in an environment of its own: nothing of this repository is imported here.

Reads {"file": "text"} from standard input; argument 1 names the extractor. It gets one line at a time, which both do
faster than whole files. Prints {"load": s, "seconds": s, "memory": MB, "items": {"file": [[start, end, [value, …], unit]]}}.
"""

import json
import resource
import sys
import time


def quantulum3():
    from quantulum3 import parser

    parser.parse("It cost 5 dollars.")

    def read(line):
        for quantity in parser.parse(line):
            start, end = quantity.span
            yield start, end, [quantity.value], quantity.unit.name

    return read


def recognizers():
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer
    from recognizers_suite import Culture

    english = Culture.English
    units, numbers = NumberWithUnitRecognizer(english), NumberRecognizer(english)
    models = [
        units.get_currency_model(), units.get_dimension_model(), units.get_temperature_model(), units.get_age_model(),
        numbers.get_percentage_model(), numbers.get_number_model(),
    ]  # fmt: skip

    def read(line):
        for model in models:
            for found in model.parse(line):
                resolution = found.resolution or {}
                try:
                    value = float(str(resolution.get("value")).rstrip("%").replace(",", ""))
                except ValueError:
                    continue
                yield found.start, found.end + 1, [value], resolution.get("unit") or ""

    read("It cost 5 dollars.")
    return read


def main():
    texts = json.load(sys.stdin)
    began = time.process_time()
    read = {"quantulum3": quantulum3, "recognizers": recognizers}[sys.argv[1]]()
    list(read("In 2024 it rose 5%."))
    loaded = time.process_time()
    items, failed = {}, 0
    for name, text in texts.items():
        items[name], start = [], 0
        for line in text.splitlines(keepends=True):
            try:
                items[name] += [[start + first, start + last, values, unit] for first, last, values, unit in read(line)]
            except Exception:  # noqa: BLE001 - some lines break them
                failed += 1
            start += len(line)
    done = time.process_time()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    json.dump(
        {"load": loaded - began, "seconds": done - loaded, "memory": memory, "failed": failed, "items": items},
        sys.stdout,
    )


if __name__ == "__main__":
    main()
