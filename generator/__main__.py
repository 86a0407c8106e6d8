"""`python -m generator` is the same as the console script `guidegen`."""

from generator.cli.main import main

if __name__ == "__main__":
    main()
