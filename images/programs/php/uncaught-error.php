<?php
throw new RuntimeException('Überlauf ✓');
