"""Practice projects of trainees."""
