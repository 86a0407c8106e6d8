"""`python -m generator` is the same as the console script `guidegen`."""

from generator.cli.run import run

if __name__ == "__main__":
    run()
