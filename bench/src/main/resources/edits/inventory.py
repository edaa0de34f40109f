"""Counts what lies on the shelves of a small shop."""

from dataclasses import dataclass, field


@dataclass
class Shelf:
    name: str
    capacity: int
    counts: dict = field(default_factory=dict)

    def put(self, sku, amount):
        if amount <= 0:
            raise ValueError(f"amount is {amount}; expected more than 0")
        if self.used() + amount > self.capacity:
            raise OverflowError(f"shelf {self.name} has no room for {amount} more")
        self.counts[sku] = self.counts.get(sku, 0) + amount

    def take(self, sku, amount):
        held = self.counts.get(sku, 0)
        if held < amount:
            raise LookupError(f"only {held} of {sku} on shelf {self.name}")
        if held == amount:
            del self.counts[sku]
        else:
            self.counts[sku] = held - amount

    def used(self):
        return sum(self.counts.values())


def find(shelves, sku):
    for shelf in shelves:
        if sku in shelf.counts:
            return shelf
    return None


def report(shelves):
    lines = []
    for shelf in shelves:
        lines.append(f"{shelf.name}: {shelf.used()} of {shelf.capacity}")
        for sku, count in sorted(shelf.counts.items()):
            lines.append(f"  {sku}: {count}")
    return "\n".join(lines)
