#!/usr/bin/env node
import '../dist/keelson.js';
